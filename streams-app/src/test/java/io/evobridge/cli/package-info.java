/** Tests of what a person types. */
@NullMarked
package io.evobridge.cli;

import org.jspecify.annotations.NullMarked;
