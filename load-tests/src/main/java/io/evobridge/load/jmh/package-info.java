/**
 * What the hot paths cost, in time and in allocation. Benchmarks of code that only its package sees stand in a package of
 * that name, here.
 */
@NullMarked
package io.evobridge.load.jmh;

import org.jspecify.annotations.NullMarked;
