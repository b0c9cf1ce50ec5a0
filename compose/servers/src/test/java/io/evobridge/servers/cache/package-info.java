/** The cache under damage, cuts and two users at once. */
@NullMarked
package io.evobridge.servers.cache;

import org.jspecify.annotations.NullMarked;
