/** Tests of the Redis sink. */
@NullMarked
package io.evobridge.sink.redis;

import org.jspecify.annotations.NullMarked;
