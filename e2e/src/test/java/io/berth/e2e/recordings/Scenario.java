package io.berth.e2e.recordings;

/** The recordings, each with the client that asked. */
enum Scenario {
  MATRIX_LISTS("matrix-lists", "request matrix: lists, pages, sorting, filters"),
  MATRIX_CREATE("matrix-create", "request matrix: creations and changes, right and wrong"),
  MATRIX_CONFIG("matrix-config", "request matrix: configuration, copies, deletions"),
  MATRIX_ROLES("matrix-roles", "request matrix: who may what"),
  MATRIX_HEADERS("matrix-headers", "request matrix: methods, paths, headers, credentials"),
  MATRIX_SESSION("matrix-session", "request matrix: sign-in by form, CSRF"),
  TERRAFORM_LIFECYCLE("terraform-lifecycle", "terraform-provider-harbor: 56 configurations"),
  TERRAFORM_PROJECTS("terraform-projects", "terraform-provider-harbor: projects"),
  TERRAFORM_ACCEPTANCE("terraform-acceptance", "terraform-provider-harbor: acceptance tests"),
  HARBOR_CLI("harbor-cli", "harbor-cli: 186 commands"),
  HARBORAPI("harborapi", "harborapi 0.26.2 (Python): 258 calls"),
  GO_CLIENT("go-client", "Harbor's go-client v0.213.1: 111 methods that read"),
  REPRO("repro", "small requests of known faults");

  private final String file;
  private final String client;

  Scenario(String file, String client) {
    this.file = file;
    this.client = client;
  }

  /** The recording's name. */
  String file() {
    return file;
  }

  /** Who asked, in words. */
  String client() {
    return client;
  }
}
