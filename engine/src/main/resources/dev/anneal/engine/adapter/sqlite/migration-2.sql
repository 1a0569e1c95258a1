-- Queued runs, what runs were asked to do, what results follow from; and what processes on one home share: claims, pools, mail.

ALTER TABLE runs ADD COLUMN options TEXT NOT NULL DEFAULT '{}'; -- JSON
ALTER TABLE runs ADD COLUMN idempotency_key TEXT;
CREATE INDEX runs_parts ON runs (cause_run, created_at) WHERE cause_kind = 'TASK';
CREATE UNIQUE INDEX runs_by_key ON runs (workflow, idempotency_key) WHERE idempotency_key IS NOT NULL;
DROP INDEX runs_live;
CREATE INDEX runs_live ON runs (created_at) WHERE state IN ('RUNNING', 'QUEUED');
CREATE INDEX runs_live_of ON runs (workflow, created_at) WHERE state IN ('RUNNING', 'QUEUED');
DROP INDEX runs_unsealed;
CREATE INDEX runs_unsealed ON runs (created_at)
    WHERE state NOT IN ('RUNNING', 'QUEUED', 'SKIPPED') AND archive_path IS NULL;

ALTER TABLE task_runs ADD COLUMN key TEXT;
ALTER TABLE task_runs ADD COLUMN parts TEXT NOT NULL DEFAULT '{}'; -- JSON

ALTER TABLE results ADD COLUMN at INTEGER NOT NULL DEFAULT 0;

-- Amounts are thousandths; devices are numbers with commas between.
CREATE TABLE claims (
    run     TEXT    NOT NULL,
    token   INTEGER NOT NULL,
    pool    TEXT    NOT NULL,
    task    TEXT    NOT NULL,
    amount  INTEGER NOT NULL,
    devices TEXT    NOT NULL,
    PRIMARY KEY (run, token, pool)
) WITHOUT ROWID;
CREATE INDEX claims_of_pool ON claims (pool);

CREATE TABLE pools (
    name       TEXT    PRIMARY KEY,
    size       INTEGER NOT NULL,
    rate       INTEGER,
    next_start INTEGER
) WITHOUT ROWID;

CREATE TABLE mail (
    number INTEGER PRIMARY KEY,
    run    TEXT    NOT NULL,
    kind   TEXT    NOT NULL,
    data   TEXT    NOT NULL, -- JSON
    at     INTEGER NOT NULL
);
CREATE INDEX mail_of_run ON mail (run);
