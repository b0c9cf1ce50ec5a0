/** The demo: a small trading platform, its writes, and how soon each is visible elsewhere. */
@NullMarked
package io.evobridge.compose.demo;

import org.jspecify.annotations.NullMarked;
