/** One run of nsx: its lines, places, programs and threads, and the words that run in it. */
package nsx.dsl.session;
