/** Finds and removes unnamed objects that killed runs left behind. */
package nsx.leftover;
