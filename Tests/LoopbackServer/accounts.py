"""The credentials of the accounts; each has what percent-encoding must not lose."""

SMSAPI_TOKEN = "t0k-en.~+/=%41"  # also travels in a header, so it is visible ASCII
SMSAPI_USERNAME = "user@example.com"
SMSAPI_PASSWORD_MD5 = "0123456789abcdef0123456789abcdef"
UNIFIED_USERNAME = "ünï user+1"
UNIFIED_PASSWORD = "p&ss=w%rd#;|"
CGSMS_SUB_ACCOUNT = "001_mysub+1"
CGSMS_SUB_ACCOUNT_PASS = "pa55 w0Rd$&'\"`"
SMSWORDS_API_TOKEN = "tok en/+&=✓"
SMSPINS_API_KEY = "key/with ?#%+ü"

# The shell variable of each secret in a command line of curl.
SECRETS = {name: value for name, value in list(globals().items()) if name.isupper()}
# The names of users may be shown.
SHOWN = {"SMSAPI_USERNAME", "UNIFIED_USERNAME", "CGSMS_SUB_ACCOUNT"}
