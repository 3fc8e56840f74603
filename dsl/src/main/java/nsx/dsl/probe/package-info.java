/** What a real packet met, put beside what {@code why} foretells. */
package nsx.dsl.probe;
