/// JSON-RPC 2.0: requests, replies, errors, notices.
@NullMarked
package dev.parley.protocol.rpc;

import org.jspecify.annotations.NullMarked;
