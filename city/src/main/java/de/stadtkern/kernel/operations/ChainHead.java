package de.stadtkern.kernel.operations;

/**
 * The newest entry of the proofs of a municipality. Whoever knows it, on paper for instance, finds out when the end of the
 * chain was cut off.
 *
 * @param number of the entry, from 1 on
 * @param hash SHA-256, 64 hexadecimal digits
 */
public record ChainHead(long municipalityId, long number, String hash) {

    /** As people write it down and {@code verify-proofs --expect} takes it. */
    @Override
    public String toString() {
        return number + ":" + hash;
    }
}
