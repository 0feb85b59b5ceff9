-- Push certificates are edited in place (C5): the revision tells whether somebody else was faster. A draft that is to take
-- the place of a certificate names it, and its revision is the one that it follows. The index finds those that end.
ALTER TABLE push_certificates ADD COLUMN revision BIGINT NOT NULL DEFAULT 0;
ALTER TABLE push_certificates ADD COLUMN replaces BIGINT;
CREATE INDEX push_certificates_by_end ON push_certificates (sdk_app_id, expires_at) WHERE expires_at IS NOT NULL;
