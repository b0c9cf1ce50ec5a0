/** Every server is started for real, asked, killed and started again. */
@NullMarked
package io.evobridge.servers;

import org.jspecify.annotations.NullMarked;
