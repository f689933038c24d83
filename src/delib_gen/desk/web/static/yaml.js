// The YAML tab: the file as it is, with the findings of the check beside its lines.
import { annoncer, envoyer } from "./bureau.js";
import * as cm from "./tiers/codemirror.js";

const cadre = document.getElementById("editeur");
const etat = document.getElementById("yaml-etat");
const source = cadre.dataset.source;
let mots = [];
let vue = null, base = "", depuis = "", attente = 0;

const couleurs = cm.HighlightStyle.define([
  { tag: cm.tags.propertyName, color: "#1f4d5c", fontWeight: "600" },
  { tag: cm.tags.comment, color: "#55606c", fontStyle: "italic" },
  { tag: cm.tags.string, color: "#5a3100" },
  { tag: cm.tags.punctuation, color: "#6b6455" },
  { tag: cm.tags.keyword, color: "#7a2c5e" },
]);

// Words are proposed where one types a word; of a key, what it is beside it.
function proposer(contexte) {
  const mot = contexte.matchBefore(/[\p{L}\p{N}_-]+/u);
  if (!mot || (mot.to - mot.from < 2 && !contexte.explicit)) return null;
  const debut = contexte.state.doc.lineAt(mot.from).text.slice(0, mot.from - contexte.state.doc.lineAt(mot.from).from);
  const cle = /^[\s{-]*$/.test(debut);
  return { from: mot.from, options: mots.filter((m) => cle || m.type !== "property"), validFor: /^[\p{L}\p{N}_-]*$/u };
}

const habit = cm.EditorView.theme({
  "&": { fontSize: ".95rem", background: "#fff", color: "#1c2530" },
  "&.cm-focused": { outline: "3px solid #1f4d5c", outlineOffset: "-3px" },
  ".cm-scroller": { minHeight: "18rem", fontFamily: '"Cascadia Mono", "DejaVu Sans Mono", Menlo, monospace', lineHeight: "1.6" },
  ".cm-gutters": { background: "#f7f5f0", color: "#55606c", borderRight: "1px solid #d9d4c8" },
  ".cm-activeLine": { background: "#faf6ea" },
  ".cm-diagnostic": { whiteSpace: "pre-wrap", maxWidth: "44rem", fontFamily: "system-ui, sans-serif", padding: ".5rem .8rem" },
  ".cm-tooltip": { border: "1px solid #857f72", borderRadius: "8px", overflow: "hidden" },
});

const charger = async () => (await fetch(source)).json();

function montrer(constats) {
  const texte = vue.state.doc;
  const place = ([ligne, colonne]) => {
    const l = texte.line(Math.min(Math.max(ligne, 1), texte.lines));
    return Math.min(l.from + Math.max(colonne - 1, 0), l.to);
  };
  const gravites = { erreur: "error", avertissement: "warning", note: "info" };
  const marques = constats.map((c) => {
    const de = place(c.de);
    return { from: de, to: Math.max(de, place(c.a)), severity: gravites[c.gravite], source: c.code, message: c.aide ? `${c.message}\n→ ${c.aide}` : c.message };
  }).sort((a, b) => a.from - b.from);
  vue.dispatch(cm.setDiagnostics(vue.state, marques));
  etat.textContent = constats.length ? `${constats.length} constat${constats.length > 1 ? "s" : ""} dans ce fichier` : "rien à signaler dans ce fichier";
}

async function enregistrer() {
  attente = 0;
  const texte = vue.state.doc.toString();
  const fin = await envoyer(`${document.getElementById("pied").dataset.place}/saisie`, { fichier: cadre.dataset.fichier, texte, base });
  if (!fin) { // the file's own is kept
    const garde = await charger();
    base = garde.version;
    remplacer(garde.texte);
    montrer(garde.constats);
    return;
  }
  if (fin.statut !== 200) return;
  base = fin.version;
  depuis = texte;
  const neuf = await charger();
  if (neuf.texte !== texte && vue.state.doc.toString() === texte) remplacer(neuf.texte);
  if (vue.state.doc.toString() === neuf.texte) montrer(neuf.constats);
}

function remplacer(texte) {
  // Only the stretch that differs, so that the caret stays where it was.
  const ancien = vue.state.doc.toString();
  let de = 0, fin = 0;
  while (de < ancien.length && ancien[de] === texte[de]) de++;
  while (fin < ancien.length - de && fin < texte.length - de && ancien.at(-1 - fin) === texte.at(-1 - fin)) fin++;
  vue.dispatch({ changes: { from: de, to: ancien.length - fin, insert: texte.slice(de, texte.length - fin) }, annotations: venu.of(true) });
  depuis = texte;
}

const venu = cm.Annotation.define();
const neuf = await charger();
base = neuf.version;
depuis = neuf.texte;
mots = neuf.mots;
// In a shadow tree, CodeMirror's styles are sheets and not elements, which the page refuses.
const ombre = cadre.attachShadow({ mode: "open" });
vue = new cm.EditorView({
  parent: ombre,
  root: ombre,
  state: cm.EditorState.create({
    doc: neuf.texte,
    extensions: [
      cm.lineNumbers(), cm.highlightSpecialChars(), cm.history(), cm.drawSelection(), cm.indentOnInput(),
      cm.bracketMatching(), cm.highlightActiveLine(), cm.yaml(), cm.syntaxHighlighting(couleurs), cm.lintGutter(), habit, cm.autocompletion({ override: [proposer], icons: false }),
      cm.search({ top: true }), cm.EditorView.lineWrapping, cm.EditorView.editable.of(!("lecture" in cadre.dataset)),
      cm.EditorState.phrases.of({ "Find": "Chercher", "Replace": "Remplacer", "next": "suivant", "previous": "précédent", "all": "tous", "match case": "casse", "by word": "mot entier", "regexp": "motif", "replace": "remplacer", "replace all": "tout remplacer", "close": "fermer", "Diagnostics": "Constats", "No diagnostics": "Aucun constat" }),
      cm.keymap.of([...cm.completionKeymap, ...cm.defaultKeymap, ...cm.historyKeymap, ...cm.searchKeymap, ...cm.lintKeymap]),
      cm.EditorView.contentAttributes.of({ "aria-label": `Texte de ${cadre.dataset.fichier}`, spellcheck: "false" }),
      cm.EditorView.updateListener.of((u) => {
        if (!u.docChanged || u.transactions.some((t) => t.annotation(venu))) return;
        clearTimeout(attente);
        attente = setTimeout(enregistrer, 300);
      }),
    ],
  }),
});
montrer(neuf.constats);

document.addEventListener("bureau:version", async (e) => {
  if (e.detail === base || attente) return;
  const autre = await charger();
  if (vue.state.doc.toString() !== depuis) return;
  base = autre.version;
  if (autre.texte !== depuis) { remplacer(autre.texte); annoncer("Le fichier a changé ailleurs ; voici ce qu'il dit à présent.", "note"); }
  montrer(autre.constats);
});
