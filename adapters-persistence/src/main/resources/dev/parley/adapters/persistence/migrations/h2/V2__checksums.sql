-- Where things stand is checked like the records are. 0: not written since.
ALTER TABLE stream ADD COLUMN crc INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE session ADD COLUMN crc INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE session_client ADD COLUMN crc INTEGER DEFAULT 0 NOT NULL;
