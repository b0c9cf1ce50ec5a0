/** The Redis sink: states of keys written as hashes, JSON or strings behind a server-side fence. */
@NullMarked
package io.evobridge.sink.redis;

import org.jspecify.annotations.NullMarked;
