package nsx.capture;

import nsx.sys.OutputFile;

/**
 * Where the frames of a capture go: one file, or a ring of files of limited size, of which the oldest is emptied for the next.
 *
 * @param path of the one file; those of a ring have a number before its extension
 * @param files how many files there are at most
 * @param size the most bytes of each
 */
public record Destination(String path, int files, long size, Place place) {
    /** The least size of a file in a ring: the longest frame, with what is said of it, has room in it. */
    public static final int LEAST = 1 << 19;

    /** Makes files and removes them, where their paths are meant. */
    public interface Place {
        /** Makes the file, or empties it. */
        OutputFile open(String path);

        void remove(String path);
    }

    /** One file without a limit. */
    public static Destination one(String path, Place place) {
        return new Destination(path, 1, Long.MAX_VALUE, place);
    }

    boolean isRing() {
        return files > 1;
    }

    /** Of {@code x.pcap} and ten files {@code x-01.pcap} to {@code x-10.pcap}, and then the first again. */
    String path(int number) {
        if (!isRing()) {
            return path;
        }
        int digits = Integer.toString(files).length();
        String suffix = ("-%0" + digits + "d").formatted(number % files + 1);
        int dot = path.lastIndexOf('.');
        boolean extension = dot > path.lastIndexOf('/') + 1;
        return extension ? path.substring(0, dot) + suffix + path.substring(dot) : path + suffix;
    }
}
