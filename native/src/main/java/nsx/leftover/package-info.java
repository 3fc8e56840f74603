/** What killed runs left and no name reaches: finding it, and taking it away. */
package nsx.leftover;
