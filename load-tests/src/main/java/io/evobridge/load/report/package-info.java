/** What the measures found, written for people and programs. */
@NullMarked
package io.evobridge.load.report;

import org.jspecify.annotations.NullMarked;
