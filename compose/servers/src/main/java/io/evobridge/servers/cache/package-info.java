/** The component cache: server programs fetched by Maven and apt, verified, and unpacked once for everybody. */
@NullMarked
package io.evobridge.servers.cache;

import org.jspecify.annotations.NullMarked;
