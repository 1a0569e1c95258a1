-- What a home of version 1 holds: two runs that version 1 drove, and by hand what else it may have.

INSERT INTO specs VALUES ('f348e8e4f23dd8c200f78d367dc9f8802db1c249728068934f21af1e5d11e239', '{"description":"the old one","name":"loans","parameters":[{"choices":[],"defaultValue":3,"help":"","name":"n","required":false,"type":"INTEGER"}],"tasks":[{"after":[],"name":"a","retry":{"backoff":"CONSTANT","delay":"PT1S","maxDelay":"PT1H","retries":2},"runIf":"ALL_SUCCEEDED","settings":{"command":"echo ''{\"x\": 1}'' > $ANNEAL_OUTPUTS; exit 0"},"timeout":"PT30M","type":"shell"},{"after":["a"],"name":"b","retry":{"backoff":"CONSTANT","delay":"PT1S","maxDelay":"PT1H","retries":0},"runIf":"ALL_SUCCEEDED","settings":{"command":"false"},"type":"shell","when":{"$binary":["GREATER",{"$ref":"params.n"},2]}},{"after":["b"],"name":"c","retry":{"backoff":"CONSTANT","delay":"PT1S","maxDelay":"PT1H","retries":0},"runIf":"ALL_DONE","settings":{"command":"true"},"type":"shell"}],"triggers":[{"catchUp":"LATEST","cron":"0 0 3 * * ?","name":"nightly","zone":"UTC"}]}');
INSERT INTO workflows VALUES ('loans', 'f348e8e4f23dd8c200f78d367dc9f8802db1c249728068934f21af1e5d11e239', '/w/w.yaml', 1795474568690552883);
INSERT INTO runs VALUES (1, 'ucrhuptf68pj', 'loans', 'f348e8e4f23dd8c200f78d367dc9f8802db1c249728068934f21af1e5d11e239', '{"n":3}', 'COMMAND', 'by hand, from w.yaml', NULL, NULL, NULL, NULL, '/w', NULL, 'ucrhuptf68pj', 1, NULL, 1795474566916494919, 'FAILED', 1795474567184680254, 'task ''b'': exit code 1', 'archives/ucrhuptf68pj.tar.zst', '900e9358475b325a3c430db26909ce773d89411e22ae99a127cdac2224a46ce0', 2660);
INSERT INTO journals VALUES (1, 1, 8);
INSERT INTO events VALUES (1, 0, '{"event":"run-started","at":"2026-11-23T22:56:06.944244945Z"}');
INSERT INTO events VALUES (1, 1, '{"event":"attempt-started","at":"2026-11-23T22:56:07.020890442Z","attempt":1,"inputs":{},"task":"a","token":4294967297}');
INSERT INTO events VALUES (1, 2, '{"event":"attempt-succeeded","at":"2026-11-23T22:56:07.071474536Z","attempt":1,"effects":[],"metrics":{},"outputs":{},"task":"a","token":4294967297}');
INSERT INTO events VALUES (1, 3, '{"event":"attempt-started","at":"2026-11-23T22:56:07.116783436Z","attempt":1,"inputs":{},"task":"b","token":4294967298}');
INSERT INTO events VALUES (1, 4, '{"event":"attempt-failed","at":"2026-11-23T22:56:07.154619202Z","attempt":1,"failure":{"kind":"ERROR","message":"exit code 1"},"task":"b","token":4294967298}');
INSERT INTO events VALUES (1, 5, '{"event":"attempt-started","at":"2026-11-23T22:56:07.167186582Z","attempt":1,"inputs":{},"task":"c","token":4294967299}');
INSERT INTO events VALUES (1, 6, '{"event":"attempt-succeeded","at":"2026-11-23T22:56:07.183200200Z","attempt":1,"effects":[],"metrics":{},"outputs":{},"task":"c","token":4294967299}');
INSERT INTO events VALUES (1, 7, '{"event":"run-ended","at":"2026-11-23T22:56:07.184680254Z","reason":"task ''b'': exit code 1","state":"FAILED"}');
INSERT INTO task_runs VALUES (1, 0, 'a', 'shell', 'SUCCEEDED', 1, 1795474567020890442, 1795474567071474536, '', NULL, '{}', '{}', '{}');
INSERT INTO task_runs VALUES (1, 1, 'b', 'shell', 'FAILED', 1, 1795474567116783436, 1795474567154619202, 'exit code 1', NULL, '{}', '{}', '{}');
INSERT INTO task_runs VALUES (1, 2, 'c', 'shell', 'SUCCEEDED', 1, 1795474567167186582, 1795474567183200200, '', NULL, '{}', '{}', '{}');

INSERT INTO runs VALUES (2, 'going00going', 'loans', 'f348e8e4f23dd8c200f78d367dc9f8802db1c249728068934f21af1e5d11e239', '{"n":3}', 'TRIGGER', 'nightly', NULL, NULL, 'nightly', 1795474600000000000, '/w', '0123abc', 'going00going', 1, NULL, 1795474600000000000, 'RUNNING', NULL, '', NULL, NULL, NULL);
INSERT INTO runs VALUES (3, 'unsealed0run', 'loans', 'f348e8e4f23dd8c200f78d367dc9f8802db1c249728068934f21af1e5d11e239', '{"n":3}', 'REQUEST', 'drift', 'ucrhuptf68pj', 'a', NULL, NULL, '/w', NULL, 'ucrhuptf68pj', 2, 'ucrhuptf68pj', 1795474700000000000, 'CANCELLED', 1795474800000000000, 'by hand', NULL, NULL, NULL);
INSERT INTO journals VALUES (2, 3, 2);
INSERT INTO journals VALUES (3, 1, 3);
INSERT INTO events VALUES (2, 0, '{"event":"run-started","at":"2026-11-23T22:57:00Z"}');
INSERT INTO events VALUES (2, 1, '{"event":"attempt-started","at":"2026-11-23T22:57:01Z","attempt":1,"inputs":{"data":"f348e8e4f23dd8c200f78d367dc9f8802db1c249728068934f21af1e5d11e239"},"key":"f348e8e4f23dd8c200f78d367dc9f8802db1c249728068934f21af1e5d11e239","task":"a","token":4294967297}');
INSERT INTO events VALUES (3, 0, '{"event":"run-started","at":"2026-11-23T22:58:00Z"}');
INSERT INTO events VALUES (3, 1, '{"event":"task-reused","at":"2026-11-23T22:58:01Z","fromRun":"ucrhuptf68pj","inputs":{},"key":"f348e8e4f23dd8c200f78d367dc9f8802db1c249728068934f21af1e5d11e239","metrics":{"auc":0.9},"outputs":{"rows":3},"task":"a"}');
INSERT INTO events VALUES (3, 2, '{"event":"cancel-requested","at":"2026-11-23T22:58:02Z","reason":"by hand"}');
INSERT INTO task_runs VALUES (2, 0, 'a', 'shell', 'RUNNING', 1, 1795474620000000000, NULL, '', NULL, '{}', '{}', '{"data":"f348e8e4f23dd8c200f78d367dc9f8802db1c249728068934f21af1e5d11e239"}');
INSERT INTO requests VALUES (1, 'drift/1', 'loans', '{"n":4}', NULL, 'drift', 'ucrhuptf68pj', 'a', 'ucrhuptf68pj', 2, 1795474600000000000, NULL);
INSERT INTO fires VALUES ('loans', 'nightly', 1795474600000000000, 1795474600000000001, 'going00going');
INSERT INTO results VALUES ('f348e8e4f23dd8c200f78d367dc9f8802db1c249728068934f21af1e5d11e239', 'ucrhuptf68pj', '{"rows":3}', '{"auc":0.9}');
INSERT INTO records VALUES ('models', 'loans/000001', '{"version":1}');
