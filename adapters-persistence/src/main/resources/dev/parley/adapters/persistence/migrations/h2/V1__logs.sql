-- Counters of the store itself: epoch, boot, batch.
CREATE TABLE metadata (
    name VARCHAR(64) NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (name)
);

-- Where a stream stands. Rows of event below earliest are forgotten already and only wait to be removed.
CREATE TABLE stream (
    tenant VARCHAR(128) NOT NULL,
    stream VARCHAR(128) NOT NULL,
    earliest BIGINT NOT NULL,
    head BIGINT NOT NULL,
    fence BIGINT NOT NULL,
    PRIMARY KEY (tenant, stream)
);

CREATE TABLE event (
    tenant VARCHAR(128) NOT NULL,
    stream VARCHAR(128) NOT NULL,
    position BIGINT NOT NULL,
    event_id VARCHAR(128) NOT NULL,
    topic VARCHAR(255) NOT NULL,
    time_millis BIGINT NOT NULL,
    type VARCHAR(65536),
    source VARCHAR(65536),
    data VARBINARY(1048576) NOT NULL,
    crc INTEGER NOT NULL,
    PRIMARY KEY (tenant, stream, position),
    UNIQUE (tenant, stream, event_id)
);

CREATE TABLE session (
    tenant VARCHAR(128) NOT NULL,
    session VARCHAR(128) NOT NULL,
    head BIGINT NOT NULL,
    fence BIGINT NOT NULL,
    PRIMARY KEY (tenant, session)
);

-- One change in one row, or in several where it is large: part 0 carries the client's number and the checksum of all.
CREATE TABLE session_operation (
    tenant VARCHAR(128) NOT NULL,
    session VARCHAR(128) NOT NULL,
    version BIGINT NOT NULL,
    part INTEGER NOT NULL,
    parts INTEGER NOT NULL,
    user_id VARCHAR(512),
    device VARCHAR(128),
    client_seq BIGINT,
    content VARBINARY(1048576) NOT NULL,
    crc INTEGER NOT NULL,
    PRIMARY KEY (tenant, session, version, part),
    UNIQUE (tenant, session, user_id, device, client_seq)
);

-- The last number that each client has settled, and the version that it made.
CREATE TABLE session_client (
    tenant VARCHAR(128) NOT NULL,
    session VARCHAR(128) NOT NULL,
    user_id VARCHAR(512) NOT NULL,
    device VARCHAR(128) NOT NULL,
    client_seq BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (tenant, session, user_id, device)
);

CREATE TABLE session_snapshot (
    tenant VARCHAR(128) NOT NULL,
    session VARCHAR(128) NOT NULL,
    version BIGINT NOT NULL,
    part INTEGER NOT NULL,
    parts INTEGER NOT NULL,
    content VARBINARY(1048576) NOT NULL,
    crc INTEGER NOT NULL,
    PRIMARY KEY (tenant, session, version, part)
);
