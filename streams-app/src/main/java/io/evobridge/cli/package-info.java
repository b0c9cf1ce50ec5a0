/** What a person types: the command {@code evobridge}. */
@NullMarked
package io.evobridge.cli;

import org.jspecify.annotations.NullMarked;
