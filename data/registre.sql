-- Le registre que le logiciel tient, un fichier par collectivité. On n'y fait qu'ajouter : rien ne s'y change,
-- rien ne s'y efface, et deux actes d'un organe n'y ont pas le même numéro. Une autre forme de ces tables est une
-- autre version (`user_version`), que les logiciels d'avant refusent.
CREATE TABLE office (
  autorite TEXT NOT NULL PRIMARY KEY
) WITHOUT ROWID;

-- Un numéro pris : par un acte d'une séance, ou par un acte connu sans elle (`seance` vide).
CREATE TABLE numeros (
  rang INTEGER PRIMARY KEY,
  organe TEXT NOT NULL,   -- le code de l'organe ; vide pour un acte connu
  cle TEXT NOT NULL,      -- le numéro sans capitales, espaces ni signes
  numero TEXT NOT NULL,
  seance TEXT NOT NULL,
  acte TEXT NOT NULL,     -- ce qui le nommait quand il a été pris : son `id`, sinon son titre
  jour TEXT NOT NULL CHECK (jour = date(jour)),
  titre TEXT NOT NULL,
  source TEXT NOT NULL,
  UNIQUE (organe, cle)
);
CREATE INDEX numeros_cle ON numeros (cle);
CREATE INDEX numeros_seance ON numeros (seance);

-- Un acte produit : une production de plus est une version de plus. Sans nom (`acte` vide), la séance elle-même, une
-- fois tous ses actes produits : ses jours, ses membres, la liste de ses actes.
CREATE TABLE versions (
  rang INTEGER PRIMARY KEY,
  seance TEXT NOT NULL,
  organe TEXT NOT NULL,
  acte TEXT NOT NULL,     -- son numéro, son `id` avant qu'il en ait un
  version INTEGER NOT NULL,
  empreinte TEXT NOT NULL, -- celle de ses fichiers
  contenu TEXT NOT NULL,  -- sa ligne du manifeste, en JSON
  UNIQUE (seance, acte, version)
);

-- Ce qui advient d'un acte ; un fait redit vaut pour la suite, l'autre reste lisible.
CREATE TABLE suivi (
  rang INTEGER PRIMARY KEY,
  organe TEXT NOT NULL,
  cle TEXT NOT NULL,
  numero TEXT NOT NULL,
  fait TEXT NOT NULL CHECK (fait IN ('signe', 'envoye', 'recu', 'publie')),
  jour TEXT NOT NULL CHECK (jour = date(jour)),
  note TEXT NOT NULL
);
CREATE INDEX suivi_cle ON suivi (organe, cle);

CREATE TRIGGER office_reste BEFORE UPDATE ON office BEGIN SELECT RAISE(ABORT, 'le registre ne se change pas'); END;
CREATE TRIGGER office_demeure BEFORE DELETE ON office BEGIN SELECT RAISE(ABORT, 'le registre ne s''efface pas'); END;
CREATE TRIGGER numeros_reste BEFORE UPDATE ON numeros BEGIN SELECT RAISE(ABORT, 'le registre ne se change pas'); END;
CREATE TRIGGER numeros_demeure BEFORE DELETE ON numeros BEGIN SELECT RAISE(ABORT, 'le registre ne s''efface pas'); END;
CREATE TRIGGER versions_reste BEFORE UPDATE ON versions BEGIN SELECT RAISE(ABORT, 'le registre ne se change pas'); END;
CREATE TRIGGER versions_demeure BEFORE DELETE ON versions BEGIN SELECT RAISE(ABORT, 'le registre ne s''efface pas'); END;
CREATE TRIGGER suivi_reste BEFORE UPDATE ON suivi BEGIN SELECT RAISE(ABORT, 'le registre ne se change pas'); END;
CREATE TRIGGER suivi_demeure BEFORE DELETE ON suivi BEGIN SELECT RAISE(ABORT, 'le registre ne s''efface pas'); END;
