-- As for H2, where each table says what it is for. Small tables are stored in their key; wide rows are not.
CREATE TABLE metadata (
    name TEXT NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;

CREATE TABLE stream (
    tenant TEXT NOT NULL,
    stream TEXT NOT NULL,
    earliest INTEGER NOT NULL,
    head INTEGER NOT NULL,
    fence INTEGER NOT NULL,
    crc INTEGER NOT NULL,
    PRIMARY KEY (tenant, stream)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
    tenant TEXT NOT NULL,
    stream TEXT NOT NULL,
    position INTEGER NOT NULL,
    event_id TEXT NOT NULL,
    topic TEXT NOT NULL,
    time_millis INTEGER NOT NULL,
    type TEXT,
    source TEXT,
    data BLOB NOT NULL CHECK (length(data) <= 1048576),
    crc INTEGER NOT NULL,
    PRIMARY KEY (tenant, stream, position),
    UNIQUE (tenant, stream, event_id)
) STRICT;

CREATE TABLE session (
    tenant TEXT NOT NULL,
    session TEXT NOT NULL,
    head INTEGER NOT NULL,
    fence INTEGER NOT NULL,
    crc INTEGER NOT NULL,
    PRIMARY KEY (tenant, session)
) STRICT, WITHOUT ROWID;

CREATE TABLE session_operation (
    tenant TEXT NOT NULL,
    session TEXT NOT NULL,
    version INTEGER NOT NULL,
    part INTEGER NOT NULL,
    parts INTEGER NOT NULL,
    user_id TEXT,
    device TEXT,
    client_seq INTEGER,
    content BLOB NOT NULL CHECK (length(content) <= 1048576),
    crc INTEGER NOT NULL,
    PRIMARY KEY (tenant, session, version, part),
    UNIQUE (tenant, session, user_id, device, client_seq)
) STRICT;

CREATE TABLE session_client (
    tenant TEXT NOT NULL,
    session TEXT NOT NULL,
    user_id TEXT NOT NULL,
    device TEXT NOT NULL,
    client_seq INTEGER NOT NULL,
    version INTEGER NOT NULL,
    crc INTEGER NOT NULL,
    PRIMARY KEY (tenant, session, user_id, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE session_snapshot (
    tenant TEXT NOT NULL,
    session TEXT NOT NULL,
    version INTEGER NOT NULL,
    part INTEGER NOT NULL,
    parts INTEGER NOT NULL,
    content BLOB NOT NULL CHECK (length(content) <= 1048576),
    crc INTEGER NOT NULL,
    PRIMARY KEY (tenant, session, version, part)
) STRICT;
