/**
 * What a municipality says and shows of itself on every page: the texts that the law wants, the messages that come in by
 * them, logo and colours.
 */
@NullMarked
package de.stadtkern.kernel.portal.site;

import org.jspecify.annotations.NullMarked;
