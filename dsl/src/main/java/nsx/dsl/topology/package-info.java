/** Writes a topology as JSON, DOT, Mermaid or SVG, from the sketch that all pictures share. */
package nsx.dsl.topology;
