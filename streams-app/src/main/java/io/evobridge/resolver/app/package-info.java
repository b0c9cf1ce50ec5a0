/** The resolver as a server: settings, topics, start, health, metrics, stop. */
@NullMarked
package io.evobridge.resolver.app;

import org.jspecify.annotations.NullMarked;
