-- The apps whose real-time audio/video is enabled (C7). A free trial of calls has its end for ever: there is one for an
-- app; trial_due_at is the same moment until the trial was ended.
CREATE TABLE rtc_apps (
    sdk_app_id INTEGER NOT NULL PRIMARY KEY REFERENCES apps (sdk_app_id),
    enabled_at INTEGER NOT NULL,
    trial_ends_at INTEGER,
    trial_due_at INTEGER CHECK (trial_due_at IS NULL OR trial_due_at = trial_ends_at)
) STRICT;
CREATE INDEX rtc_apps_by_due ON rtc_apps (trial_due_at) WHERE trial_due_at IS NOT NULL;

-- A call pack switches it on by itself, those that were bought before too.
INSERT INTO rtc_apps (sdk_app_id, enabled_at)
SELECT e.sdk_app_id, MIN(e.starts_at) FROM entitlements e JOIN apps a ON a.sdk_app_id = e.sdk_app_id
WHERE e.item LIKE 'call_pack:%' AND a.status <> 'deleted' GROUP BY e.sdk_app_id;
