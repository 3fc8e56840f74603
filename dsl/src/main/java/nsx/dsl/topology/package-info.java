/** A topology as text: JSON, DOT, Mermaid, SVG, and the sketch that all pictures are drawn from. */
package nsx.dsl.topology;
