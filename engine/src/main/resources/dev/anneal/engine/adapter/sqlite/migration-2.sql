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
CREATE INDEX task_runs_by_name ON task_runs (run, task);

ALTER TABLE results ADD COLUMN at INTEGER NOT NULL DEFAULT 0;

-- Specs as version 1 wrote them, in the form that this version reads. They keep their digests: names, not checks.
UPDATE specs SET spec = json_set(spec,
    '$.outputs', json('{}'),
    '$.limits', json('{"atOnce":0,"concurrency":{"limit":0,"policy":"QUEUE"}}'),
    '$.tasks', json((
        SELECT json_group_array(json_remove(
            json_object(
                'name', task.value ->> '$.name',
                'type', task.value ->> '$.type',
                'settings', task.value -> '$.settings',
                'flow', json_object(
                    'after', task.value -> '$.after',
                    'when', task.value -> '$.when',
                    'runIf', task.value ->> '$.runIf',
                    'allowFailure', json('false'),
                    'onFailure', 'FINISH',
                    'always', json('false')),
                'attempts', json_object(
                    'retry', json_object(
                        'retries', task.value -> '$.retry.retries',
                        'backoff', json_object(
                            'growth', task.value ->> '$.retry.backoff',
                            'delay', task.value ->> '$.retry.delay',
                            'maxDelay', task.value ->> '$.retry.maxDelay',
                            'jitter', 0),
                        'on', json('[]'),
                        'infrastructure', 5),
                    'timeout', task.value ->> '$.timeout'),
                'placement', json('{"executor":"LOCAL","pools":{},"priority":0,"resources":{}}'),
                'cache', json('{"mode":"BY_TYPE","version":""}')),
            -- What is not there is left out: null would be a value.
            CASE WHEN task.value -> '$.when' IS NULL THEN '$.flow.when' ELSE '$.none' END,
            CASE WHEN task.value -> '$.timeout' IS NULL THEN '$.attempts.timeout' ELSE '$.none' END)
            ORDER BY task.key)
        FROM json_each(specs.spec, '$.tasks') AS task)));

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
    rate       REAL,
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
