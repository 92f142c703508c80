// Support for every test target.
