"""The tables of the index: what the explorer shows of a graph, ready to be looked up, filtered and searched."""

from __future__ import annotations

TABLES = """
CREATE TABLE things (
  id INTEGER PRIMARY KEY, iri TEXT UNIQUE, type TEXT, class TEXT, name TEXT, folded TEXT, wikidata TEXT,
  statements INTEGER DEFAULT 0, articles INTEGER DEFAULT 0
);
CREATE TABLE names (thing INTEGER, name TEXT);
CREATE TABLE same (one INTEGER, other TEXT);
CREATE TABLE articles (
  id INTEGER PRIMARY KEY, iri TEXT UNIQUE, identifier TEXT, title TEXT, source TEXT, link TEXT, author TEXT,
  issued TEXT, statements INTEGER DEFAULT 0
);
CREATE TABLE warnings (article INTEGER, words TEXT);
CREATE TABLE mentions (article INTEGER, thing INTEGER, PRIMARY KEY (article, thing)) WITHOUT ROWID;
CREATE TABLE passages (
  id INTEGER PRIMARY KEY, iri TEXT UNIQUE, article INTEGER, begins INTEGER, ends INTEGER, words TEXT, sentence TEXT
);
CREATE TABLE statements (
  id INTEGER PRIMARY KEY, iri TEXT UNIQUE, speaker INTEGER, kind TEXT, cue TEXT, content TEXT, venue INTEGER,
  said_on TEXT, on_behalf_of INTEGER, document INTEGER, addressee INTEGER, factuality TEXT, rule TEXT,
  confidence REAL, passage INTEGER, article INTEGER, day TEXT
);
CREATE TABLE contents (statement INTEGER, passage INTEGER);
CREATE TABLE facts (
  id INTEGER PRIMARY KEY, iri TEXT, subject INTEGER, relation TEXT, object INTEGER, value TEXT, factuality TEXT,
  background INTEGER, said_by INTEGER, rule TEXT, confidence REAL, passage INTEGER, article INTEGER
);
CREATE TABLE spoken (
  id INTEGER PRIMARY KEY, speaker INTEGER, venue INTEGER, place INTEGER, area INTEGER, body INTEGER, day TEXT,
  statement INTEGER, fact INTEGER, article INTEGER, passage INTEGER, persons TEXT, places TEXT, bodies TEXT
);
"""

INDEXES = """
CREATE INDEX names_thing ON names (thing);
CREATE INDEX same_one ON same (one);
CREATE INDEX mentions_thing ON mentions (thing);
CREATE INDEX passages_article ON passages (article, begins);
CREATE INDEX statements_speaker ON statements (speaker);
CREATE INDEX statements_venue ON statements (venue);
CREATE INDEX statements_for ON statements (on_behalf_of);
CREATE INDEX statements_to ON statements (addressee);
CREATE INDEX statements_document ON statements (document);
CREATE INDEX statements_article ON statements (article);
CREATE INDEX contents_statement ON contents (statement);
CREATE INDEX facts_iri ON facts (iri);
CREATE INDEX facts_subject ON facts (subject);
CREATE INDEX facts_object ON facts (object);
CREATE INDEX facts_article ON facts (article);
CREATE INDEX spoken_day ON spoken (day DESC, id);
CREATE INDEX statements_day ON statements (day DESC, id);
CREATE INDEX things_order ON things (type, articles DESC);
CREATE INDEX things_folded ON things (folded);
CREATE INDEX things_speakers ON things (statements DESC);
CREATE INDEX articles_issued ON articles (issued DESC);
CREATE INDEX warnings_article ON warnings (article);
ANALYZE;
"""

KINDS = ("thing", "article", "statement", "passage")  # what full-text search finds, each in a table of its own
SEARCH = "".join(
    f"CREATE VIRTUAL TABLE {kind}_words USING fts5("
    "words, tokenize = 'unicode61 remove_diacritics 2', prefix = '3 4', detail = none, content = '', columnsize = 0);\n"
    for kind in KINDS
)

VIEWS = """
CREATE VIEW said AS SELECT
  s.id, s.iri, s.day, s.kind, s.cue, s.content, s.said_on, s.factuality, s.rule, s.confidence, s.article AS article_id,
  s.speaker AS speaker_id, s.venue AS venue_id, s.on_behalf_of AS party_id, s.addressee AS addressee_id,
  s.document AS document_id, s.passage AS passage_id,
  speaker.iri AS speaker_iri, speaker.name AS speaker, speaker.type AS speaker_type, speaker.folded AS speaker_folded,
  venue.iri AS venue_iri, venue.name AS venue, venue.type AS venue_type,
  party.iri AS party_iri, party.name AS party, party.type AS party_type,
  addressee.iri AS addressee_iri, addressee.name AS addressee, addressee.type AS addressee_type,
  document.iri AS document_iri, document.name AS document, document.type AS document_type,
  passages.sentence, passages.words, articles.iri AS article_iri, articles.issued,
  COALESCE(articles.title, articles.identifier) AS article
FROM statements AS s
  LEFT JOIN things AS speaker ON speaker.id = s.speaker LEFT JOIN things AS venue ON venue.id = s.venue
  LEFT JOIN things AS party ON party.id = s.on_behalf_of LEFT JOIN things AS addressee ON addressee.id = s.addressee
  LEFT JOIN things AS document ON document.id = s.document LEFT JOIN passages ON passages.id = s.passage
  LEFT JOIN articles ON articles.id = s.article;
CREATE VIEW claims AS SELECT
  f.id, f.iri, f.relation, f.value, f.factuality, f.background, f.rule, f.confidence, f.subject AS subject_id,
  f.object AS object_id, f.said_by AS said_by_id, f.article AS article_id, f.passage AS passage_id,
  subject.iri AS subject_iri, subject.name AS subject, subject.type AS subject_type,
  object.iri AS object_iri, object.name AS object, object.type AS object_type,
  source.iri AS source_iri, source.name AS source, source.type AS source_type,
  passages.sentence, passages.words, articles.iri AS article_iri, articles.issued,
  COALESCE(articles.title, articles.identifier) AS article
FROM facts AS f
  JOIN things AS subject ON subject.id = f.subject LEFT JOIN things AS object ON object.id = f.object
  LEFT JOIN things AS source ON source.id = f.said_by LEFT JOIN passages ON passages.id = f.passage
  LEFT JOIN articles ON articles.id = f.article;
CREATE VIEW heard AS SELECT
  h.id, h.day, h.persons, h.places, h.bodies, h.statement, h.fact,
  speaker.iri AS speaker_iri, speaker.name AS speaker, speaker.type AS speaker_type, speaker.folded AS speaker_folded,
  venue.iri AS venue_iri, venue.name AS venue, venue.type AS venue_type,
  place.iri AS place_iri, place.name AS place, place.type AS place_type, area.iri AS area_iri, area.name AS area,
  area.type AS area_type, body.iri AS body_iri, body.name AS body, body.type AS body_type,
  COALESCE(place.folded, body.folded, venue.folded) AS where_folded,
  COALESCE(statements.iri, facts.iri) AS proof_iri, statements.content, passages.sentence,
  articles.iri AS article_iri, articles.issued, COALESCE(articles.title, articles.identifier) AS article
FROM spoken AS h
  LEFT JOIN things AS speaker ON speaker.id = h.speaker LEFT JOIN things AS venue ON venue.id = h.venue
  LEFT JOIN things AS place ON place.id = h.place LEFT JOIN things AS area ON area.id = h.area
  LEFT JOIN things AS body ON body.id = h.body LEFT JOIN statements ON statements.id = h.statement
  LEFT JOIN facts ON facts.id = h.fact LEFT JOIN passages ON passages.id = h.passage
  LEFT JOIN articles ON articles.id = h.article;
"""

QUESTIONS = {
    "articles": """SELECT ?iri ?identifier ?title ?source ?link ?author ?issued {
        ?iri a kg:Article ; dcterms:identifier ?identifier .
        OPTIONAL { ?iri dcterms:title ?title } OPTIONAL { ?iri dc:source ?source }
        OPTIONAL { ?iri dcterms:source ?link } OPTIONAL { ?iri dc:creator ?author }
        OPTIONAL { ?iri dcterms:issued ?issued } }""",
    "warnings": "SELECT ?article ?words { ?article kg:warning ?words }",
    "labels": """SELECT ?iri ?name ?type {
        ?iri rdfs:label ?name . OPTIONAL { ?iri a ?type }
        FILTER NOT EXISTS { ?iri a prov:SoftwareAgent } }""",
    "names": "SELECT ?iri ?name { ?iri skos:altLabel ?name }",
    "same": "SELECT ?iri ?other { ?iri owl:sameAs ?other }",
    "mentions": "SELECT ?article ?thing { ?article kg:mentions ?thing }",
    "passages": """SELECT ?iri ?article ?begins ?ends ?words ?sentence {
        ?iri nif:referenceContext ?article ; nif:beginIndex ?begins ; nif:endIndex ?ends ; nif:anchorOf ?words .
        OPTIONAL { ?iri kg:sentence ?sentence } }""",
    "statements": """SELECT ?iri ?speaker ?kind ?cue ?content ?venue ?said_on ?on_behalf_of ?document ?addressee
        ?factuality ?rule ?confidence ?passage {
        ?iri a kg:Statement .
        OPTIONAL { ?iri kg:speaker ?speaker } OPTIONAL { ?iri kg:kind ?kind } OPTIONAL { ?iri kg:cue ?cue }
        OPTIONAL { ?iri kg:content ?content } OPTIONAL { ?iri kg:venue ?venue } OPTIONAL { ?iri kg:saidOn ?said_on }
        OPTIONAL { ?iri kg:onBehalfOf ?on_behalf_of } OPTIONAL { ?iri kg:document ?document }
        OPTIONAL { ?iri kg:addressee ?addressee } OPTIONAL { ?iri kg:factuality ?factuality }
        OPTIONAL { ?iri kg:rule ?rule } OPTIONAL { ?iri kg:confidence ?confidence }
        OPTIONAL { ?iri prov:wasDerivedFrom ?passage } }""",
    "contents": "SELECT ?statement ?passage { ?statement kg:contentAt ?passage }",
    "facts": """SELECT ?iri ?subject ?relation ?object ?factuality ?background ?said_by ?rule ?confidence ?passage {
        ?iri rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object .
        OPTIONAL { ?iri kg:factuality ?factuality } OPTIONAL { ?iri kg:background ?background }
        OPTIONAL { ?iri kg:attributedTo ?said_by } OPTIONAL { ?iri kg:rule ?rule }
        OPTIONAL { ?iri kg:confidence ?confidence }
        OPTIONAL { ?iri prov:wasDerivedFrom ?passage . FILTER(?passage != kg:gazetteer) } }""",
    "size": "SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }",
}
