-- Moments are nanoseconds since 1970 in UTC. Columns named as JSON hold the text of engine.codec.Json.

CREATE TABLE runs (
    number         INTEGER PRIMARY KEY,
    id             TEXT    NOT NULL UNIQUE,
    workflow       TEXT    NOT NULL,
    spec           TEXT    NOT NULL,
    parameters     TEXT    NOT NULL, -- JSON
    cause_kind     TEXT    NOT NULL,
    cause_detail   TEXT    NOT NULL,
    cause_run      TEXT,
    cause_task     TEXT,
    trigger_name   TEXT,
    due            INTEGER,
    base_folder    TEXT    NOT NULL,
    code_version   TEXT,
    root           TEXT    NOT NULL,
    chain_length   INTEGER NOT NULL,
    resumed_from   TEXT,
    created_at     INTEGER NOT NULL,
    state          TEXT    NOT NULL,
    ended_at       INTEGER,
    reason         TEXT    NOT NULL,
    archive_path   TEXT,
    archive_digest TEXT,
    archive_size   INTEGER
);
CREATE INDEX runs_by_age ON runs (created_at);
CREATE INDEX runs_of_workflow ON runs (workflow, created_at);
CREATE INDEX runs_of_chain ON runs (root, created_at);
CREATE INDEX runs_live ON runs (created_at) WHERE state = 'RUNNING';
CREATE INDEX runs_unsealed ON runs (created_at) WHERE state <> 'RUNNING' AND archive_path IS NULL;

-- Who may append to a run's journal, and how long it is: apart from runs, so that an append rewrites a small row.
CREATE TABLE journals (
    run    INTEGER PRIMARY KEY REFERENCES runs (number),
    epoch  INTEGER NOT NULL,
    length INTEGER NOT NULL
);

CREATE TABLE events (
    run   INTEGER NOT NULL REFERENCES journals (run),
    seq   INTEGER NOT NULL,
    event TEXT    NOT NULL, -- JSON
    PRIMARY KEY (run, seq)
) WITHOUT ROWID;

CREATE TABLE task_runs (
    run         INTEGER NOT NULL REFERENCES runs (number),
    position    INTEGER NOT NULL,
    task        TEXT    NOT NULL,
    type        TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    attempts    INTEGER NOT NULL,
    started_at  INTEGER,
    ended_at    INTEGER,
    reason      TEXT    NOT NULL,
    reused_from TEXT,
    outputs     TEXT    NOT NULL, -- JSON
    metrics     TEXT    NOT NULL, -- JSON
    inputs      TEXT    NOT NULL, -- JSON
    PRIMARY KEY (run, position)
) WITHOUT ROWID;

CREATE TABLE requests (
    number       INTEGER PRIMARY KEY,
    key          TEXT    NOT NULL UNIQUE,
    workflow     TEXT    NOT NULL,
    parameters   TEXT    NOT NULL, -- JSON
    not_before   INTEGER,
    reason       TEXT    NOT NULL,
    from_run     TEXT    NOT NULL,
    from_task    TEXT    NOT NULL,
    root         TEXT    NOT NULL,
    chain_length INTEGER NOT NULL,
    created_at   INTEGER NOT NULL,
    run          TEXT
);
CREATE INDEX requests_pending ON requests (root) WHERE run IS NULL;
CREATE INDEX requests_of_run ON requests (from_run);

CREATE TABLE fires (
    workflow     TEXT    NOT NULL,
    trigger_name TEXT    NOT NULL,
    due          INTEGER NOT NULL,
    recorded_at  INTEGER NOT NULL,
    run          TEXT,
    PRIMARY KEY (workflow, trigger_name, due)
) WITHOUT ROWID;
CREATE INDEX fires_pending ON fires (due) WHERE run IS NULL;

CREATE TABLE specs (
    digest TEXT PRIMARY KEY,
    spec   TEXT NOT NULL -- JSON
);

CREATE TABLE workflows (
    workflow TEXT    PRIMARY KEY,
    spec     TEXT    NOT NULL REFERENCES specs (digest),
    file     TEXT    NOT NULL,
    at       INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE results (
    key     TEXT PRIMARY KEY,
    run     TEXT NOT NULL,
    outputs TEXT NOT NULL, -- JSON
    metrics TEXT NOT NULL  -- JSON
);

CREATE TABLE records (
    collection TEXT NOT NULL,
    key        TEXT NOT NULL,
    document   TEXT NOT NULL, -- JSON
    PRIMARY KEY (collection, key)
) WITHOUT ROWID;
