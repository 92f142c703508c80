/// Names PowerShell's formats are fixed on.
enum ErrorCategoryNames {
    /// The values of `System.Management.Automation.ErrorCategory`.
    static let all: Set<String> = [
        "NotSpecified", "OpenError", "CloseError", "DeviceError", "DeadlockDetected", "InvalidArgument", "InvalidData",
        "InvalidOperation", "InvalidResult", "InvalidType", "MetadataError", "NotImplemented", "NotInstalled",
        "ObjectNotFound", "OperationStopped", "OperationTimeout", "SyntaxError", "ParserError", "PermissionDenied",
        "ResourceBusy", "ResourceExists", "ResourceUnavailable", "ReadError", "WriteError", "FromStdErr",
        "SecurityError", "ProtocolError", "ConnectionError", "AuthenticationError", "LimitsExceeded", "QuotaExceeded",
        "NotEnabled",
    ]

    /// What ConciseView prints for an error without a command.
    static let plain: Set<String> = ["Error", "Exception"]
}

/// Names of `System.Net.HttpStatusCode`, as .NET prints them, with their numbers (RFC 9110).
enum HTTPStatusNames {
    static let numbers: [String: Int64] = [
        "BadRequest": 400, "Unauthorized": 401, "PaymentRequired": 402, "Forbidden": 403, "NotFound": 404,
        "MethodNotAllowed": 405, "NotAcceptable": 406, "RequestTimeout": 408, "Conflict": 409, "Gone": 410,
        "LengthRequired": 411, "PreconditionFailed": 412, "RequestEntityTooLarge": 413, "RequestUriTooLong": 414,
        "UnsupportedMediaType": 415, "UnprocessableEntity": 422, "UnprocessableContent": 422, "Locked": 423,
        "TooManyRequests": 429, "InternalServerError": 500, "NotImplemented": 501, "BadGateway": 502,
        "ServiceUnavailable": 503, "GatewayTimeout": 504, "InsufficientStorage": 507,
    ]
}
