/** What all plugins of this archive have in common. */
@NullMarked
package io.evobridge.connect;

import org.jspecify.annotations.NullMarked;
