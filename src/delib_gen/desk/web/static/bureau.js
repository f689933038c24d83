// Keeps the page in step with the files: sends what is typed, shows what came of it.
// Nothing here knows a sitting; what a field means is told by its page.
import { Idiomorph } from "./tiers/idiomorph.js";

const mot = document.querySelector('meta[name="bureau"]').content;
const pied = () => document.getElementById("pied");
const tout = (choix, dans = document) => [...dans.querySelectorAll(choix)];
const D_UN_TRAIT = 2000; // milliseconds: keys that follow each other are undone together
const AU_CALME = 1200; // milliseconds after which what nobody looks at is drawn too

// --- what is said to whoever looks, or listens

export function annoncer(texte, ton = "") {
  const etat = document.getElementById("etat") || document.getElementById("annonce");
  etat.textContent = texte;
  etat.dataset.ton = ton;
}

function montrerDifference(texte) {
  const cadre = document.getElementById("difference");
  if (!cadre) return;
  cadre.hidden = !texte;
  cadre.querySelector("pre").textContent = texte || "";
}

// --- requests, one after the other: nothing overtakes what was typed before

let file = Promise.resolve();
const attente = new Map();
let version = pied()?.dataset.version || "";

export function envoyer(adresse, donnees) {
  const travail = file.then(() => poster(adresse, donnees));
  file = travail.catch(() => null);
  return travail;
}

async function poster(adresse, donnees) {
  let reponse;
  const { fichier, autre = "" } = donnees;
  const envoi = fichier instanceof File
    ? { headers: { "content-type": "application/octet-stream", "x-nom": encodeURIComponent(fichier.name), "x-autre": autre }, body: fichier }
    : { headers: { "content-type": "application/json" }, body: JSON.stringify({ base: version, ecran: ecran(), ...donnees }) };
  try {
    reponse = await fetch(adresse, { method: "POST", body: envoi.body, headers: { ...envoi.headers, "x-bureau": mot } });
  } catch {
    annoncer("Le bureau ne répond pas : ce qui est tapé ici reste affiché, et sera envoyé quand il reviendra.", "erreur");
    await new Promise((suite) => setTimeout(suite, 1500));
    return poster(adresse, donnees);
  }
  const type = reponse.headers.get("content-type") || "";
  const corps = type.includes("json") ? await reponse.json() : { message: await reponse.text() };
  if (reponse.ok) {
    if (corps.version) version = corps.version;
    const heure = new Date().toLocaleTimeString("fr-FR", { hour: "2-digit", minute: "2-digit" });
    annoncer(corps.mot || `Enregistré à ${heure}`, "bon");
    if ("difference" in corps) montrerDifference(corps.difference);
  } else if (reponse.status === 409 && corps.notre) {
    return trancher(corps, adresse, donnees); // null where the file's own is kept
  } else if (!corps.autre) {
    annoncer(`Ce changement n'a pas été fait : ${corps.message || "le bureau a refusé"}`, "erreur");
  }
  return { statut: reponse.status, ...corps };
}

const ecran = () => document.querySelector("[data-ecran]")?.dataset.ecran || document.title.split(" · ")[0];

function trancher(conflit, adresse, donnees) {
  const boite = document.getElementById("conflit");
  const texte = (versions) => Object.entries(versions).map(([nom, t]) => `${nom}\n${"─".repeat(nom.length)}\n${t}`).join("\n\n");
  document.getElementById("conflit-mots").textContent = `${conflit.message}.`;
  document.getElementById("conflit-notre").textContent = texte(conflit.notre);
  document.getElementById("conflit-leur").textContent = texte(conflit.leur);
  boite.showModal();
  return new Promise((suite) => {
    const fermer = (reprendre) => () => {
      boite.close();
      version = conflit.version;
      suite(reprendre ? poster(adresse, { ...donnees, base: conflit.version }) : null);
    };
    document.getElementById("conflit-garder").onclick = fermer(false);
    document.getElementById("conflit-reprendre").onclick = fermer(true);
    boite.oncancel = fermer(false);
  });
}

// --- the page again, and only what differs in it

let demande = 0;
let connue = document.cloneNode(true); // the page as the server last gave it
let bouts = []; // its text, cut where the server says that one may

// What differs from the page of before, and the fields that show something else here.
function listerChangements(texte) {
  const neufs = texte.split("<!--|-->");
  const lus = neufs.length === bouts.length ? neufs.filter((bout, rang) => bout !== bouts[rang]).map(lireBout) : [null];
  bouts = neufs;
  let autres;
  if (lus.includes(null)) {
    const avant = connue;
    connue = new DOMParser().parseFromString(texte, "text/html");
    const parties = ["entete", "contenu", "pied"].map((id) => [avant.getElementById(id), connue.getElementById(id)]).filter(([la, ici]) => la && ici);
    autres = parties.flatMap(([la, ici]) => comparer(la, ici));
    if (autres.some((la) => !document.getElementById(la?.id))) return parties.map(([, ici]) => ici);
  } else {
    autres = lus.flatMap((la) => comparer(connue.getElementById(la.id), la));
    for (const la of lus) connue.getElementById(la.id).replaceWith(la);
  }
  const montre = (champ) => `${champ.value} ${champ.getAttribute("aria-describedby")}`;
  const restent = tout("[data-chemin]", connue).filter((la) => {
    const ici = document.getElementById(la.id);
    return ici && montre(ici) !== montre(la);
  });
  return [...new Set([...autres, ...restent])];
}

// A stretch that is one element with a name, which the page has; else null.
function lireBout(bout) {
  const boite = document.createElement("template");
  boite.innerHTML = bout;
  const { children, textContent } = boite.content;
  const la = children[0];
  const seul = children.length === 1 && la.id && textContent.trim() === la.textContent.trim();
  return seul && [connue, document].every((page) => page.getElementById(la.id)) ? la : null;
}

// The smallest elements with a name that differ; null where there is none around.
function comparer(avant, apres) {
  if (avant.isEqualNode(apres)) return [];
  const memes = avant.nodeType === 1 && avant.childNodes.length === apres.childNodes.length && avant.cloneNode(false).isEqualNode(apres.cloneNode(false));
  const dedans = memes ? [...apres.childNodes].flatMap((enfant, rang) => comparer(avant.childNodes[rang], enfant)) : [null];
  return dedans.includes(null) ? [apres.id ? apres : null] : dedans;
}

async function rafraichir() {
  const mienne = ++demande;
  let texte;
  montrerPages();
  try {
    const reponse = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!reponse.ok) return;
    texte = await reponse.text();
  } catch {
    return;
  }
  if (mienne !== demande || attente.size) return;
  const changements = listerChangements(texte);
  const autre = document.activeElement?.id && connue.getElementById(document.activeElement.id);
  if (autre) suivreAilleurs(document.activeElement, autre);
  const tape = document.activeElement?.matches("input, textarea, select") ?? false;
  for (const la of changements) {
    const ici = document.getElementById(la.id);
    if (ici) Idiomorph.morph(ici, la.cloneNode(true), { morphStyle: "outerHTML", ignoreActiveValue: tape, restoreFocus: true, callbacks });
  }
  for (const champ of tout("input[type=radio][data-envoi]")) champ.checked = champ.defaultChecked;
  for (const champ of tout("select[data-envoi]")) for (const choix of champ.options) choix.selected = choix.defaultSelected;
  for (const champ of tout("[data-filtre]")) if (champ.value) filtrer(champ);
  document.title = connue.title;
  suivre();
}

// The field that one is in keeps its caret and its blanks, but not words that the file has no more.
function suivreAilleurs(champ, autre) {
  const mots = (c) => c.value.trim().replace(/\s+/g, " ");
  if (champ.dataset.chemin && !champ.dataset.sale && champ.value && mots(champ) !== mots(autre)) champ.value = autre.value;
}

// While documents are made, the page asks how far they are.
function suivre() {
  if (document.querySelector("[data-en-cours]")) setTimeout(rafraichir, 700);
}

const GARDES = new Set(["apercu", "editeur", "etat", "difference", "apercu-etat", "yaml-etat"]);
const callbacks = {
  beforeNodeRemoved: (ancien) => !ancien.querySelector?.("form [data-sale]"),
  beforeNodeMorphed(ancien, nouveau) {
    if (ancien.id && GARDES.has(ancien.id)) return false;
    if (ancien.tagName === "DETAILS" && nouveau.tagName === "DETAILS") nouveau.open = ancien.open;
    if (ancien.id === "piece" && nouveau.id === "piece" && ancien.value) {
      for (const choix of nouveau.options) choix.toggleAttribute("selected", choix.value === ancien.value);
    }
    if ("value" in ancien && (ancien.dataset?.sale || ancien.dataset?.garde !== undefined || ancien.dataset?.filtre)) return false;
    return true;
  },
};

// --- fields: sent at once; what is typed while that is on its way goes when it is there

function lire(champ) {
  if (champ.type === "checkbox") return champ.checked ? champ.value : "";
  const jour = "jour" in champ.dataset && champ.value.match(/^\s*(\d{1,2})[/. ](\d{1,2})[/. ](\d{4})\s*$/);
  return jour ? `${jour[3]}-${jour[2].padStart(2, "0")}-${jour[1].padStart(2, "0")}` : champ.value;
}

const enRoute = new Map();
let derniere = { cle: "", heure: 0 }; // what was typed last, and when

function programmer(champ) {
  const cle = champ.id || champ.dataset.chemin;
  champ.dataset.sale = "1";
  attente.set(cle, champ);
  if (!enRoute.has(cle)) partir(champ, cle);
}

async function partir(champ, cle) {
  attente.delete(cle);
  const place = pied().dataset.place;
  const valeur = lire(champ);
  enRoute.set(cle, valeur);
  const suite = derniere.cle === cle && performance.now() - derniere.heure < D_UN_TRAIT;
  derniere = { cle, heure: performance.now() };
  let donnees;
  if (champ.dataset.fichier) donnees = { suite, fichier: champ.dataset.fichier, texte: valeur };
  else {
    const chemin = JSON.parse(champ.dataset.chemin);
    const langue = champ.dataset.langue;
    donnees = { suite, gestes: [langue ? { genre: "texte", chemin, langue, valeur } : { genre: "poser", chemin, valeur }] };
  }
  const fin = await envoyer(`${place}/saisie`, donnees);
  enRoute.delete(cle);
  if (attente.has(cle) && lire(champ) !== valeur) return partir(champ, cle);
  attente.delete(cle); // the field was left while it was on its way
  // What was refused stays as it was typed; where the file's own is kept, it is shown.
  if (fin && fin.statut !== 200) return;
  if (!fin || lire(champ) === valeur) delete champ.dataset.sale;
  rafraichir();
}

document.addEventListener("input", (e) => {
  const champ = e.target.closest("[data-chemin]");
  // One who empties a field is about to type: it is taken away when he leaves it.
  if (champ && champ.tagName !== "SELECT" && champ.value !== "") programmer(champ);
});
document.addEventListener("change", (e) => {
  const champ = e.target.closest("[data-chemin]");
  if (champ && (champ.tagName === "SELECT" || champ.value === "" || champ.dataset.sale)) programmer(champ);
  if (e.target.dataset.tous) for (const coche of tout(`[name="${e.target.dataset.tous}"]`, e.target.form)) coche.checked = e.target.checked;
  const aller = e.target.closest("[data-aller]");
  if (aller) location.href = aller.value;
  if (e.target.id === "piece") montrerPages();
});
document.addEventListener("submit", (e) => {
  e.preventDefault();
  const vers = e.target.dataset.page; // a form that only asks for another page
  if (vers) location.href = `${vers}?${new URLSearchParams(new FormData(e.target))}`;
});
addEventListener("beforeunload", (e) => { if (attente.size) e.preventDefault(); });

// --- gestures: a button says what it does

// What a control sends: its own words, its value, and those of the fields that it names.
async function faire(source) {
  const donnees = JSON.parse(source.dataset.envoi);
  if (source.dataset.cle) donnees[source.dataset.cle] = source.value;
  for (const id of (source.dataset.avec || "").split(" ").filter(Boolean)) {
    const champ = document.getElementById(id);
    if (champ) donnees[id] = lire(champ);
  }
  if (source.dataset.urne) {
    for (const champ of document.getElementById(source.dataset.urne).elements) if (champ.name) donnees[champ.name] = champ.value;
  }
  const fin = await envoyer(`${pied().dataset.place}/gestes`, donnees);
  const urne = document.getElementById(source.dataset.urne || "");
  if (fin?.statut === 200) {
    if (urne) for (const champ of urne.elements) delete champ.dataset.sale;
    if (source.hasAttribute("data-vider")) {
      urne?.reset();
      // Who adds one adds others: what is chosen, and the day, are likely to be the same.
      const champs = (source.dataset.avec || "").split(" ").map((id) => document.getElementById(id)).filter((c) => c?.matches("input:not([type=date]), textarea"));
      for (const champ of champs) champ.value = "";
      champs[0]?.focus();
    }
  }
  conclure(fin);
}

// After a change: the page that it leads to, or this one again.
function conclure(fin) {
  if (fin?.adresse) location.href = fin.adresse;
  else rafraichir();
}

// Enter in a field whose words a button adds: that button.
document.addEventListener("keydown", (e) => {
  if (e.key !== "Enter" || !e.target.matches("input[id]")) return;
  const bouton = document.querySelector(`button[data-vider][data-avec~="${e.target.id}"]`);
  if (bouton) { e.preventDefault(); bouton.click(); }
});

const plier = (mots) => mots.toLocaleLowerCase("fr").normalize("NFD").replace(/\p{M}/gu, "");

// Files that are dropped in, one after the other.
async function deposer(zone, fichiers) {
  const refus = [];
  for (const fichier of fichiers) {
    let fin = await envoyer(zone.dataset.depot, { fichier });
    if (fin?.autre && confirm(`${fin.message}. L'ajouter sous le nom « ${fin.autre} » ?`)) fin = await envoyer(zone.dataset.depot, { fichier, autre: fin.autre });
    if (fin?.statut !== 200) refus.push(fin?.message);
  }
  if (refus.length) annoncer(`Pas ajouté : ${refus.join(" · ")}`, "erreur");
  rafraichir();
}

document.addEventListener("change", async (e) => {
  const zone = e.target.closest("[data-depot]");
  if (zone) { await deposer(zone, [...e.target.files]); e.target.value = ""; }
});
for (const nom of ["dragover", "drop"]) document.addEventListener(nom, (e) => {
  if (!e.dataTransfer?.types.includes("Files")) return;
  e.preventDefault(); // else the browser leaves the page for the file
  const zones = tout("[data-depot]"); // the form is as good as its only one
  const zone = e.target.closest?.("[data-depot]") || (zones.length === 1 && e.target.closest?.("#formulaire") && zones[0]);
  const dessus = Boolean(zone);
  for (const autre of zones) if (autre !== zone) autre.classList.remove("dessus");
  if (zone) zone.classList.toggle("dessus", nom === "dragover");
  if (dessus && nom === "drop") deposer(zone, [...e.dataTransfer.files]);
});

function filtrer(champ) {
  const voulu = plier(champ.value.trim());
  for (const e of tout(champ.dataset.filtre)) e.hidden = !plier(e.dataset.mots).includes(voulu);
}

document.addEventListener("input", (e) => {
  if (e.target.matches("[data-filtre]")) filtrer(e.target);
  // Figures that are typed and not sent yet are not taken away by another screen.
  const urne = e.target.form?.id;
  if (urne && document.querySelector(`[data-urne="${urne}"]`)) e.target.dataset.sale = "1";
});
document.addEventListener("change", (e) => { if (e.target.matches("[data-envoi][data-cle]")) faire(e.target); });

document.addEventListener("click", async (e) => {
  const formulaire = e.target.closest("button[data-formulaire]");
  if (formulaire) {
    e.preventDefault();
    const cadre = document.getElementById(formulaire.dataset.formulaire);
    const champs = new FormData(cadre);
    const donnees = Object.fromEntries(champs);
    for (const [cle, valeur] of champs) if (cle.endsWith("[]")) (donnees[cle.slice(0, -2)] ??= []).push(valeur);
    const fin = await envoyer(formulaire.dataset.versAdresse, donnees);
    if (fin?.statut === 200 && formulaire.hasAttribute("data-vider")) cadre.reset();
    conclure(fin);
    return;
  }
  const source = e.target.closest("button[data-envoi]");
  if (source) { e.preventDefault(); if (!source.disabled) faire(source); return; }
  const bouton = e.target.closest("[data-geste], [data-poste]");
  if (bouton && !bouton.disabled) {
    e.preventDefault();
    const { geste, poste } = bouton.dataset;
    const adresse = poste || `${pied().dataset.place}/saisie`;
    const donnees = poste ? JSON.parse(bouton.dataset.donnees || "{}") : { gestes: [JSON.parse(geste)] };
    if (bouton.dataset.nommer) { // what is added has the name that was typed
      const nom = document.getElementById(bouton.dataset.nommer).value.trim();
      if (!nom) return annoncer("Donnez d'abord un nom court.", "erreur");
      const [pas] = donnees.gestes;
      const ici = pas.chemin.indexOf("");
      if (ici < 0) pas.chemin.push(nom);
      else {
        pas.chemin[ici] = nom;
        pas.valeur = lire(document.getElementById(bouton.dataset.valeur));
        if (!pas.valeur) return annoncer("Donnez aussi sa valeur.", "erreur");
      }
    }
    const fin = await envoyer(adresse, donnees);
    if (fin?.statut === 200) for (const id of [bouton.dataset.nommer, bouton.dataset.valeur]) if (id) document.getElementById(id).value = "";
    if (fin) conclure(fin);
    return;
  }
  const vers = e.target.closest("[data-vers]");
  if (vers) { e.preventDefault(); aller(vers.dataset.vers); }
});

function trouver(nom) {
  while (nom) {
    const champ = document.getElementById(nom);
    if (champ) return champ;
    const fin = nom.lastIndexOf("-");
    nom = fin > 0 ? nom.slice(0, fin) : "";
  }
  return null;
}

function aller(nom) {
  let champ = trouver(nom) || trouver(`${nom}-fr`);
  if (champ && !champ.matches("input, select, textarea")) champ = champ.querySelector("input, select, textarea") || champ;
  if (!champ) return;
  for (let d = champ.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
  champ.focus();
  champ.scrollIntoView({ block: "center" });
}

document.addEventListener("keydown", (e) => {
  if (!(e.ctrlKey || e.metaKey) || e.altKey) return;
  if (e.target.matches("input, textarea, .cm-content")) return;
  const touche = e.key.toLowerCase();
  const nom = touche === "z" ? (e.shiftKey ? "retablir" : "annuler") : touche === "y" ? "retablir" : "";
  if (nom) { e.preventDefault(); document.getElementById(nom)?.click(); }
});

// --- the real page: never waited for, and the old one stays until the new one is there

let pages = null;
const fenetre = Math.random().toString(36).slice(2); // of two windows, each has its newest page

async function montrerPages(cle = "") {
  const cadre = document.getElementById("apercu");
  if (!cadre) return;
  pages?.abort();
  const { signal } = (pages = new AbortController());
  const etat = document.getElementById("apercu-etat");
  const piece = document.getElementById("piece")?.value || "";
  const vues = listerVues(cadre);
  const echelle = (cadre.querySelector("img") || cadre).clientWidth * devicePixelRatio / 595;
  if (!cle) etat.textContent = "mise en page…";
  try {
    const voulu = new URLSearchParams({ piece, cle, vues, echelle, fenetre });
    const reponse = await fetch(`${cadre.dataset.source}?${voulu}`, { signal });
    if (reponse.status === 204) {
      if (!cle) etat.textContent = cadre.childElementCount ? "la page d'avant : corrigez d'abord" : "pas de page pour le moment";
      return;
    }
    if (!reponse.ok) throw new Error();
    const neuve = new DOMParser().parseFromString(await reponse.text(), "text/html");
    const images = tout("img", neuve);
    await Promise.all(vues.filter((v) => images[v]).map((v) => {
      const image = new Image();
      image.src = images[v].getAttribute("src");
      return image.decode().catch(() => null);
    }));
    if (signal.aborted) return;
    Idiomorph.morph(cadre, [...neuve.body.children], { morphStyle: "innerHTML" });
    etat.textContent = "";
    eclairer(document.activeElement);
    const reste = cadre.querySelector("[data-reste]");
    if (reste) setTimeout(() => { if (!signal.aborted) montrerPages(reste.dataset.reste); }, AU_CALME);
  } catch (erreur) {
    if (erreur.name !== "AbortError") etat.textContent = "la page n'a pas pu être faite";
  }
}

// The pages that are in sight: those alone are waited for.
function listerVues(cadre) {
  const boite = cadre.getBoundingClientRect();
  const vues = [];
  tout(".page", cadre).forEach((page, rang) => {
    const ici = page.getBoundingClientRect();
    if (ici.top < Math.min(boite.bottom, innerHeight) && ici.bottom > Math.max(boite.top, 0)) vues.push(rang);
  });
  return vues.length ? vues : [0];
}

function eclairer(champ) {
  const nom = champ?.id || "";
  const cadre = document.getElementById("apercu");
  if (!cadre || !nom.startsWith("c-")) return;
  let premier = null;
  for (const lien of tout("[data-vers]", cadre)) {
    const ici = nom === lien.dataset.vers || nom.startsWith(`${lien.dataset.vers}-`) || lien.dataset.vers.startsWith(`${nom}-`);
    lien.classList.toggle("ici", ici);
    if (ici && !premier) premier = lien;
  }
  if (!premier) return;
  const boite = cadre.getBoundingClientRect();
  const trait = premier.getBoundingClientRect();
  if (trait.top < boite.top || trait.bottom > boite.bottom) cadre.scrollTop += trait.top - boite.top - boite.height / 3;
}

document.addEventListener("focusin", (e) => eclairer(e.target));

// --- other screens, and changes made outside

// A browser keeps six connections to one server: a tab that nobody sees gives its own back.
let flux = null;

function ecouter() {
  flux?.close();
  flux = null;
  if (document.hidden || !pied()?.dataset.version) return;
  flux = new EventSource(`${pied().dataset.place}/flux`);
  let coupe = false;
  flux.onmessage = (e) => {
    if (coupe) { coupe = false; annoncer("Le bureau répond de nouveau.", "bon"); }
    document.dispatchEvent(new CustomEvent("bureau:version", { detail: e.data }));
    if (e.data !== version && !attente.size) { version = e.data; rafraichir(); }
  };
  flux.addEventListener("autour", () => { if (!attente.size) rafraichir(); }); // the authority's file
  flux.addEventListener("montre", () => { if (pied().hasAttribute("data-public")) rafraichir(); });
  flux.onerror = () => {
    coupe = true;
    const suite = document.querySelector(".visiteur") ? "rechargez la page, et reconnectez-vous si elle le demande" : "relancez « delib-gen desk »";
    annoncer(`Le bureau ne répond plus. Rien de ce qui était enregistré n'est perdu ; ${suite}.`, "erreur");
  };
}
document.addEventListener("visibilitychange", ecouter);
addEventListener("pagehide", () => flux?.close());
ecouter();
montrerPages();
suivre();
if (location.hash.startsWith("#c-")) aller(location.hash.slice(1));
