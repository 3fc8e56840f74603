/** Where the boxes and lines of a picture go. */
package nsx.dsl.topology.layout;
