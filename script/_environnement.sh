# shellcheck shell=bash
# Sourced by the other scripts: finds or installs Python, makes .venv, installs
# the project in it. What is already done is not done again.
#
#   preparer rendu|essais EXTRAS     (EXTRAS: "", "test", "test,verapdf")
#
# Bash 3.2 (macOS) is enough. Messages are in French, for the user.
set -euo pipefail

unset CDPATH PYTHONHOME PYTHONPATH
[ -n "${HOME:-}" ] || unset HOME # empty, it would mean the root of the disk
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_USER=0

racine="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)"
cd -- "$racine"
adequat='sys.version_info >= (3, 11)'
temoin=.venv/delib-gen-installe # three lines: checkout, checksum, extras

if [ "$(uname -s)" = Darwin ] && command -v brew >/dev/null; then
  # Where WeasyPrint finds the libraries that Homebrew installs.
  DYLD_FALLBACK_LIBRARY_PATH="$(brew --prefix)/lib:${DYLD_FALLBACK_LIBRARY_PATH:-/usr/local/lib:/usr/lib}"
  export DYLD_FALLBACK_LIBRARY_PATH
fi

titre() { printf '\n== %s\n' "$*"; }

arreter() {
  printf '%s\n' "$@" >&2
  exit 1
}

# Prints the path of the first Python that really runs (a pyenv shim may exist
# and fail) and fulfils a condition; with a second argument, that makes venvs.
trouver_python() { # CONDITION [venv]
  local candidat
  for candidat in python3.13 python3.12 python3.11 python3 /usr/bin/python3; do
    "$candidat" -c "
import sys
if not ($1): sys.exit(1)
if sys.argv[1:]: import venv, ensurepip
print(getattr(sys, '_base_executable', sys.executable))
" ${2+"$2"} 2>/dev/null && return
  done
  return 1
}

# Installs what Python needs, or prints the command that somebody else must run.
installer_python() {
  local paquets="python3 python3-venv" sudo="" qui=", en root" commande sortie
  export DEBIAN_FRONTEND=noninteractive
  if [ "$(id -u)" -ne 0 ] && command -v sudo >/dev/null; then
    sudo="sudo " qui=""
  fi
  if command -v apt-get >/dev/null; then
    # A Python that is there but cannot make venvs need not be Debian's default.
    if python="$(trouver_python "$adequat")"; then
      paquets="$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    fi
    commande="${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends $paquets"
  elif command -v dnf >/dev/null; then
    commande="${sudo}dnf install -y python3"
  else
    arreter "Il manque Python 3.11 ou plus récent, avec ses modules venv et ensurepip." \
      "Installez-le (sous macOS : brew install python@3.13), puis relancez."
  fi
  printf '%s\n' "Il manque Python 3.11 ou plus récent, avec de quoi créer un environnement" \
    "virtuel : delib-gen est écrit en Python." >&2
  if [ "$(id -u)" -ne 0 ] && ! { [ -n "$sudo" ] && sudo -n true 2>/dev/null; }; then
    arreter "Je n'ai pas le droit de l'installer : ni root, ni sudo sans mot de passe." \
      "Commande à faire lancer par un administrateur de la machine$qui :" "" \
      "    $commande" "" "Relancez ensuite ce que vous veniez de lancer."
  fi
  printf "J'installe (quelques minutes au plus) :\n    %s\n" "$commande" >&2
  commande="${commande/&&/;}" # one source of packages out of order is no reason to stop
  commande="${commande//sudo /sudo -n env DEBIAN_FRONTEND=noninteractive }"
  sortie="$(eval "$commande" 2>&1 </dev/null)" ||
    arreter "$sortie" "L'installation a échoué (détail ci-dessus)."
}

# Sets $python: the Python that makes .venv.
choisir_python() {
  python="$(trouver_python "$adequat" venv)" && return
  installer_python
  python="$(trouver_python "$adequat" venv)" ||
    arreter "Ce système ne fournit pas Python 3.11 ou plus récent : installez-le, puis relancez."
}

# Is .venv whole, made here (its scripts name their folder), and by the Python
# that runs it (otherwise pip is not to be found)?
venv_sain() {
  { [ ! -e "$temoin" ] || [ "$(head -n 1 "$temoin")" = "$racine" ]; } &&
    .venv/bin/python -c "import sys, pip; sys.exit(not ($adequat))" 2>/dev/null
}

creer_venv() {
  [ -w . ] || arreter "Je ne peux pas écrire dans $racine : copiez le projet ailleurs, puis relancez."
  echo "Je crée l'environnement Python du projet ($("$python" -V)) dans .venv."
  rm -rf .venv
  "$python" -m venv .venv
}

# Installs the project, with the extras asked for and those already there.
installer_projet() { # EXTRAS
  local extras empreinte voulu
  extras="$({ sed -n 3p "$temoin" 2>/dev/null || true; echo "$1"; } |
    tr ',' '\n' | sed '/^$/d' | sort -u | paste -s -d , -)"
  empreinte="$(cat pyproject.toml requirements.lock | cksum)"
  voulu="$(printf '%s\n' "$racine" "$empreinte" "$extras")"
  [ "$(cat "$temoin" 2>/dev/null)" != "$voulu" ] || return 0
  echo "J'installe delib-gen et ses bibliothèques Python dans .venv${extras:+ (avec : $extras)}."
  printf '%s\n\n%s\n' "$racine" "$extras" >"$temoin"
  .venv/bin/python -m pip install -q -e ".${extras:+[$extras]}" -c requirements.lock ||
    arreter "pip n'a pas pu tout installer (détail ci-dessus ; le réseau répond-il ?)."
  printf '%s\n' "$voulu" >"$temoin"
}

preparer() { # rendu|essais EXTRAS
  local python=.venv/bin/python
  titre "Préparation de la machine"
  venv_sain || choisir_python
  "$python" -X utf8 script/_preparer.py --pour "$1"
  venv_sain || creer_venv
  installer_projet "$2"
  echo "Tout est prêt."
}
