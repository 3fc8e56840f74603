/** Objects that killed runs left and that have no name: finding and removing them. */
package nsx.leftover;
