/** What every sink shares: the task that batches, retries and isolates poison, and the port that a target implements. */
@NullMarked
package io.evobridge.sink.common;

import org.jspecify.annotations.NullMarked;
