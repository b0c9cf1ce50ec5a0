/** The rows that are written in every measure, and how to tell that a copy holds exactly them. */
@NullMarked
package io.evobridge.load.data;

import org.jspecify.annotations.NullMarked;
