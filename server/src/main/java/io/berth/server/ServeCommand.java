package io.berth.server;

final class ServeCommand implements Command {
  @Override
  public int run(Invocation invocation) {
    throw new UnsupportedOperationException();
  }
}
