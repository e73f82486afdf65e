/**
 * veraPDF 1.30.2 with what it needs to check a file, each at a fixed version and with its SHA-256. veraPDF is licensed
 * under GPL 3 or MPL 2.0. It is a program for the tests only: nothing of it is part of the repository or shipped. To move
 * to a newer version, change this list; the test then says which hashes it found.
 */
export const jars: readonly { name: `${string}:${string}:${string}`; sha256: string }[] = [
  {
    name: 'org.verapdf:validation-model:1.30.2',
    sha256: '75642612f2559c795c6351ee5b8644e89e33f47e2d6ca32651d3c7a1ab4adbdb',
  },
  {
    name: 'org.verapdf:parser:1.30.2',
    sha256: '2d916016e7967da35bd7189d3f4ccdc69d17a90a641d21e7343da666380918ba',
  },
  {
    name: 'org.verapdf:pdf-model:1.30.2',
    sha256: '6cb4567d30d2b1c589684c8b485705893b7e3d6ea05df1b7529053eea2fd1156',
  },
  {
    name: 'org.verapdf:core:1.30.2',
    sha256: '33d3d802b5e0e6e309884cb8d56cc98e6346c4d37f66268a33455da20afca531',
  },
  {
    name: 'org.verapdf:verapdf-xmp-core:1.30.2',
    sha256: '002b1cbc65357fc6c87b6cfb775f15b9b78c163a2dec45fa3d8307ad2c3067d2',
  },
  {
    name: 'org.mozilla:rhino:1.7.15.1',
    sha256: 'f3520a0e2e22d550f1216a456be233eb5385bf08e3219407dece7a16369eb38f',
  },
  {
    name: 'javax.xml.bind:jaxb-api:2.4.0-b180830.0359',
    sha256: '56b9e9702753763007435162ea788055efcfefc86ab920f032c0411dc547b836',
  },
  {
    name: 'javax.activation:javax.activation-api:1.2.0',
    sha256: '43fdef0b5b6ceb31b0424b208b930c74ab58fac2ceeb7b3f6fd3aeb8b5ca4393',
  },
  {
    name: 'com.sun.xml.bind:jaxb-impl:2.3.2',
    sha256: 'b3a3d3aeaa5503cadc24dca9539b87efcd7bc3bd8c48018887a1489f2a77bdc0',
  },
  {
    name: 'com.sun.xml.bind:jaxb-core:2.3.0.1',
    sha256: 'd2ecba63615f317a11fb55c6468f6a9480f6411c10951d9881bafd9a9a8d0467',
  },
  {
    name: 'com.fasterxml.jackson.core:jackson-databind:2.21.1',
    sha256: 'b011eb5202d9ec889e27f1dcbdf6c63f06a76e7a16c0a1b30c6048d556c9a28e',
  },
  {
    name: 'com.fasterxml.jackson.core:jackson-annotations:2.21',
    sha256: '53ca085f4a150f703f49e1aabd935bd03b43e1ea3d55d135438292af22cef56b',
  },
  {
    name: 'com.fasterxml.jackson.core:jackson-core:2.21.1',
    sha256: '1edd5f2e49dca5f8e4519957c24b7b3050bd1c7ee883920da33cff031ff1f7c0',
  },
];
