/** The layout of pictures by a library that is loaded with the first picture. */
package nsx.dsl.topology.layout.elk;
