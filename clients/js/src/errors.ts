// What a call can fail with.

/**
 * A refusal: `code` is the stable word of docs/error-codes.md, the message is for people. Two are made here:
 * `DISCONNECTED`, where the answer did not come and it is unknown whether the call took effect, and `INVALID_PATCH`.
 */
export class ParleyError extends Error {
  override name = 'ParleyError';
  readonly retryable: boolean;

  /** `data`: what else the code tells, see the protocol. */
  constructor(readonly code: string, message: string, readonly data: Record<string, any> = {}) {
    super(message);
    this.retryable = !!data['retryable'];
  }
}
