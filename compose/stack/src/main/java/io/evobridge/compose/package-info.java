/** A whole bridge on this machine: real servers, Kafka Connect with all plugins, the resolver, wired by a bridge file. */
@NullMarked
package io.evobridge.compose;

import org.jspecify.annotations.NullMarked;
