package io.berth.e2e.recordings;

/** Who asked. */
sealed interface Caller {
  /** No credentials. */
  record Nobody() implements Caller {
    @Override
    public String toString() {
      return "nobody";
    }
  }

  /** HTTP Basic with a name of the recording, and its password or a wrong one. */
  record Account(String name, boolean wrongPassword) implements Caller {
    @Override
    public String toString() {
      return wrongPassword ? name + " with a wrong password" : name;
    }
  }

  /** Another Authorization header, whose secret the recording does not have. */
  record Other(String header) implements Caller {
    @Override
    public String toString() {
      return header;
    }
  }
}
