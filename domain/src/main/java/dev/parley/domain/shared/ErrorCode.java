package dev.parley.domain.shared;

/// Every refusal that a client can see. The names are the wire's `data.code` and never change.
public enum ErrorCode {
    PARSE_ERROR(-32700),
    INVALID_REQUEST(-32600),
    METHOD_NOT_FOUND(-32601),
    INVALID_PARAMS(-32602),
    UNAUTHENTICATED,
    TOKEN_EXPIRED,
    FORBIDDEN,
    NOT_FOUND,
    CONNECTION_REQUIRED,
    INVALID_ID,
    INVALID_TOPIC,
    INVALID_PATTERN,
    INVALID_FILTER,
    INVALID_OFFSET,
    INVALID_PATCH,
    TEST_FAILED,
    CONFLICT(true),
    PATCH_IN_FLIGHT(true),
    INVALID_VERSION,
    STALE_BASE,
    EPOCH_CHANGED,
    OP_ID_REUSED,
    DUPLICATE,
    SCHEMA_VIOLATION,
    LIMIT_EXCEEDED,
    RATE_LIMITED(true),
    OFFSET_GONE,
    STORE_UNAVAILABLE(true),
    SHUTTING_DOWN(true),
    INTERNAL(true);

    private static final int APPLICATION_ERROR = -32000;

    private final int rpcCode;
    private final boolean retryable;

    ErrorCode() {
        this(APPLICATION_ERROR, false);
    }

    ErrorCode(boolean retryable) {
        this(APPLICATION_ERROR, retryable);
    }

    ErrorCode(int rpcCode) {
        this(rpcCode, false);
    }

    ErrorCode(int rpcCode, boolean retryable) {
        this.rpcCode = rpcCode;
        this.retryable = retryable;
    }

    /// The number in a JSON-RPC 2.0 error object (§5.1).
    public int rpcCode() {
        return rpcCode;
    }

    /// Whether sending the same thing again later can succeed.
    public boolean retryable() {
        return retryable;
    }
}
