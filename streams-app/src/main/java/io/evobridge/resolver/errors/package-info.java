/** What happens to records that Kafka Streams itself cannot process or send: quarantine, or a stop with a reason. */
@NullMarked
package io.evobridge.resolver.errors;

import org.jspecify.annotations.NullMarked;
