/** Glue: reads the store, calls the core, stores, forwards. No merge rules here. */
@NullMarked
package io.evobridge.resolver.processor;

import org.jspecify.annotations.NullMarked;
